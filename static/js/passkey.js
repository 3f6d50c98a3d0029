// Makes a passkey, or asks for one, and sends the answer with the form around the button. A browser
// without passkeys never shows the button; its sentence stays.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

// What PublicKeyCredential.parse…OptionsFromJSON does, for browsers that lack it.
function fromJson(options) {
  const listed = (credentials) => credentials?.map((one) => ({ ...one, id: toBytes(one.id) }));
  return {
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    ...(options.excludeCredentials && {
      excludeCredentials: listed(options.excludeCredentials),
    }),
  };
}

// What credential.toJSON does.
function toJson(credential) {
  const response = {};
  for (const part of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[part]) {
      response[part] = toText(credential.response[part]);
    }
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  };
}

async function answer(form, status) {
  const publicKey = fromJson(JSON.parse(form.dataset.options));
  status.textContent = "";
  try {
    const credential = await (form.dataset.passkey === "make"
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey }));
    form.elements.namedItem("credential").value = JSON.stringify(toJson(credential));
    form.submit();
  } catch (error) {
    status.textContent =
      error.name === "InvalidStateError"
        ? "This device has a passkey for your account already."
        : "That did not work, or it was stopped. You can try again.";
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form, form.querySelector("[role=status]"));
    });
  }
  for (const sentence of document.querySelectorAll("[data-without-passkeys]")) {
    sentence.hidden = true;
  }
}
