// Says what is wrong in each HTML file of a folder, as JSON: node tests/html_validate.mjs CONFIG FOLDER
// (The package's own command wants a newer node than Debian brings.)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const [config, folder] = process.argv.slice(2);
const checker = new HtmlValidate(new StaticConfigLoader(JSON.parse(readFileSync(config, "utf-8"))));
const found = [];
for (const name of readdirSync(folder).filter((one) => one.endsWith(".html")).sort()) {
  const report = await checker.validateString(readFileSync(join(folder, name), "utf-8"), name);
  for (const result of report.results) {
    for (const fault of result.messages.filter((one) => one.severity === 2)) {
      found.push(`${name}:${fault.line} ${fault.ruleId}: ${fault.message}`);
    }
  }
}
process.stdout.write(JSON.stringify(found));
