// What two programs from npm read in mail drafts: `node mail.mjs MODULES DRAFT...` prints a JSON
// object with a list of both readings for each draft.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, ...drafts] = process.argv.slice(2);
const require = createRequire(resolve(modules, "judges.js"));
const { simpleParser } = require("mailparser");
const postal = require("postal-mime");
const PostalMime = postal.default ?? postal;

const digest = (content) => createHash("sha256").update(Buffer.from(content)).digest("hex");
const bare = (cid) => (cid ?? "").replace(/^<|>$/g, "");
const boxes = (found) => (found ?? []).map((each) => [each.name ?? "", each.address ?? ""]);

const part = (name, cid, content) => ({ name: name ?? "", cid: bare(cid), digest: digest(content) });

async function byMailparser(raw) {
  const mail = await simpleParser(raw, { skipImageLinks: true });
  return {
    from: boxes(mail.from?.value), to: boxes(mail.to?.value), cc: boxes(mail.cc?.value),
    subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html || "",
    parts: mail.attachments.map((each) => part(each.filename, each.cid, each.content)),
  };
}

async function byPostalMime(raw) {
  const mail = await PostalMime.parse(raw);
  return {
    from: boxes(mail.from ? [mail.from] : []), to: boxes(mail.to), cc: boxes(mail.cc),
    subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html ?? "",
    parts: mail.attachments.map((each) => part(each.filename, each.contentId, each.content)),
  };
}

const read = {};
for (const draft of drafts) {
  const raw = readFileSync(draft);
  read[draft] = [await byMailparser(raw), await byPostalMime(raw)];
}
process.stdout.write(JSON.stringify(read));
