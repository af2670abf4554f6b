// Builds build/assets from styles/ and scripts/ and from what the two design systems ship.
// Run by `npm run build`, or with a folder to build into; nothing is fetched, and the same input gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const WEB = join(ROOT, "frankpledge", "web");
const OUTPUT = process.argv[2] ?? join(ROOT, "build", "assets");
const GOVUK = join(ROOT, "node_modules", "govuk-frontend");
const MOJ = join(ROOT, "node_modules", "@ministryofjustice", "frontend", "moj");

// The crown, the crest and GDS Transport belong to gov.uk alone.
const NOT_OURS = /GDS Transport|@font-face|crown|crest|govuk-logo/i;

function compileStyles() {
  const { css } = sass.compile(join(WEB, "styles", "frankpledge.scss"), {
    loadPaths: [join(ROOT, "node_modules"), ROOT],
    style: "compressed",
    quietDeps: true,
  });
  const found = css.match(NOT_OURS);
  if (found) throw new Error(`frankpledge.css would hold ${found[0]}, which only gov.uk may use.`);
  return css.replace(/^\uFEFF/, "");
}

function copyImagesNamedIn(css) {
  for (const [, name] of css.matchAll(/url\("?images\/([\w.-]+)"?\)/g)) {
    copyFileSync(join(MOJ, "assets", "images", name), join(OUTPUT, "images", name));
  }
}

// The library's file carries its version in its name, so that our module can import it by a fixed name.
function copyScripts() {
  const { version } = JSON.parse(readFileSync(join(GOVUK, "package.json"), "utf8"));
  const library = `govuk-frontend-${version}.min.js`;
  const source = readFileSync(join(GOVUK, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  writeFileSync(join(OUTPUT, library), source.replace(/\/\/# sourceMappingURL=.*\s*$/, ""));
  const ours = readFileSync(join(WEB, "scripts", "frankpledge.js"), "utf8");
  writeFileSync(join(OUTPUT, "frankpledge.js"), ours.replace("./govuk-frontend.min.js", `./${library}`));
  for (const name of ["supported.js", "passkeys.js"]) copyFileSync(join(WEB, "scripts", name), join(OUTPUT, name));
}

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(join(OUTPUT, "images"), { recursive: true });
const css = compileStyles();
writeFileSync(join(OUTPUT, "frankpledge.css"), css);
copyImagesNamedIn(css);
copyScripts();
