// Everything works without this file; with it, some things take a step less.
import "./copy-button.js";
import "./error-summary.js";
import "./table-keys.js";
