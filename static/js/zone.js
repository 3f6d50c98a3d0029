// Says so when the phone's clock is in another time zone than the diary, and offers to change it.

const notice = document.querySelector("[data-diary-zone]");

function shown(zone, moment) {
  return moment.toLocaleString("en-GB", { timeZone: zone });
}

// Zones have several names; what counts is whether their clocks differ, now or in half a year.
function clocksDiffer(one, other) {
  const now = new Date();
  const later = new Date(now.getTime() + 182 * 24 * 60 * 60 * 1000);
  return [now, later].some((moment) => shown(one, moment) !== shown(other, moment));
}

if (notice) {
  const phone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    if (phone && clocksDiffer(phone, notice.dataset.diaryZone)) {
      notice.querySelector("[name=time_zone]").value = phone;
      for (const place of notice.querySelectorAll("[data-phone-zone]")) {
        place.textContent = phone.split("/").pop().replaceAll("_", " ");
      }
      notice.hidden = false;
    }
  } catch {
    // A zone that this browser does not know: nothing can be said about it.
  }
}
