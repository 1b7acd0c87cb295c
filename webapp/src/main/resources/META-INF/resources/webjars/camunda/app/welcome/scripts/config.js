export default {
  customScripts: ["../../../assets/leave.js"],
};
