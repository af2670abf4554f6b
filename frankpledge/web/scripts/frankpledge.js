// Starts the components that a page uses. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
