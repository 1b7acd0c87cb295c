// What stands behind the # (a task, say) does not reach the server: the form carries it to where the sign-in leads.
const form = document.getElementById("sign-in");
if (form && location.hash && !location.hash.startsWith("#/login")) {
  form.action += location.hash;
}
