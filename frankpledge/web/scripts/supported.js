// Loaded first thing in the body, so that the menu is never seen open before it closes. A file of its own
// because no page has an inline script.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
