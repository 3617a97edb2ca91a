// The page a machine shows while the server is away asks every five seconds, and goes home by itself.
const { home } = document.body.dataset;

async function look() {
  try {
    const answer = await fetch(home, { method: "HEAD", cache: "no-store" });
    if (answer.status < 500) { location.replace(home); return }
  } catch { /* still away */ }
  setTimeout(look, 5_000);
}
setTimeout(look, 5_000);
