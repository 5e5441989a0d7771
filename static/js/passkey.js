/* Passkeys: the browser makes one or answers with one, and the form then goes its usual way.
   Without this script, or where the browser has no passkeys, the button stays hidden and the password is the way in. */

const form = document.querySelector("form[data-passkey]");
const button = form.querySelector("[data-passkey-button]");
const part = (name) => form.querySelector(`[data-${name}]`);
const makes = form.dataset.passkey === "make";
const way = globalThis.PublicKeyCredential?.[makes ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON"];
let asking = false;

for (const shown of form.querySelectorAll("[data-passkey-way]")) shown.hidden = !way;
const missing = part("passkey-missing");
if (missing) missing.hidden = Boolean(way);

function ask() {
  const publicKey = way.call(PublicKeyCredential, JSON.parse(form.dataset.options));
  return makes ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
}

/* Before the page's own listener, which takes every form for sent. */
form.addEventListener("submit", async (event) => {
  if (event.submitter !== button || form.elements.credential.value) return;
  event.preventDefault();
  if (asking) return;
  asking = true;
  for (const trouble of form.querySelectorAll("[role=alert]")) trouble.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask());
    form.requestSubmit(button);
  } catch (error) {
    (error.name === "InvalidStateError" && part("already") || part("failed")).hidden = false;
  } finally {
    asking = false;
  }
});

/* Coming back through the history, the passkey is asked for anew. */
addEventListener("pageshow", () => { form.elements.credential.value = ""; });
