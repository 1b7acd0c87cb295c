// The engine's webapps have a sign-in form of their own, which nobody can use here: their log-out, and a session that has ended,
// lead to Muster's page.
const leave = () => {
  if (location.hash.startsWith("#/login")) {
    location.replace("/signed-out");
  }
};
addEventListener("hashchange", leave);
leave();
