"use strict";
/** Starts `rolebook lsp` in workspaces that contain a handbook. */

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SELECTOR = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", pattern: "**/{waivers,onboarding,*.onboarding,*.rubric}.yml" },
];
const PLUGIN = /^\s*-?\s*rolebook\b/m;

let client;

async function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand("rolebook.restart", restart));
  if (await hasHandbook()) await start();
}

/** Whether a `mkdocs.yml` names Rolebook, or a folder `personas` has Markdown. */
async function hasHandbook() {
  const personas = await vscode.workspace.findFiles("**/personas/**/*.md", undefined, 1);
  if (personas.length > 0) return true;
  for (const file of await vscode.workspace.findFiles("**/mkdocs.yml")) {
    const content = await vscode.workspace.fs.readFile(file);
    if (PLUGIN.test(new TextDecoder().decode(content))) return true;
  }
  return false;
}

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration("rolebook").get("command");
  const server = { command, args };
  client = new LanguageClient("rolebook", "Rolebook", server, { documentSelector: SELECTOR });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `'${[command, ...args].join(" ")}' does not start: ${error.message}. ` +
        "Install Rolebook with its extra 'editor', or set rolebook.command.",
    );
  }
}

async function restart() {
  await deactivate();
  await start();
}

async function deactivate() {
  await client?.stop();
  client = undefined;
}

module.exports = { activate, deactivate };
