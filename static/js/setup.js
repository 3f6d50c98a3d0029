// Reads the time zone from the browser: on sign-up it is sent along, so that nobody is asked for it;
// where it is asked for and none is chosen yet, it is chosen. The person can choose another.

function zoneOfBrowser() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  } catch {
    return "";
  }
}

// The browser may know the zone by a name that the list does not have; the server takes both.
function optionFor(field, zone) {
  const known = [...field.options].find((option) => option.value === zone);
  return known ?? field.appendChild(new Option(zone.replaceAll("_", " "), zone));
}

function sayTime(said, zone) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" });
  said.textContent = `It is ${time.format(new Date())} there now.`;
}

for (const sent of document.querySelectorAll("[data-phone-zone]")) sent.value = zoneOfBrowser();

const field = document.querySelector("[data-time-zone]");
const said = document.querySelector("[data-time-zone-said]");
if (field && said) {
  const zone = zoneOfBrowser();
  if (field.value === "" && zone) {
    optionFor(field, zone).selected = true;
    sayTime(said, zone);
    said.textContent = `We got this from your phone or computer. ${said.textContent}`;
  }
  field.addEventListener("change", () => {
    if (field.value) sayTime(said, field.value);
    else said.textContent = "";
  });
}
