// Drives a workbench in Chromium as a person would: palette, lines, quick fixes, problems, notifications.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const chromiumPaths = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const patience = 60_000;

export async function openBrowser() {
  const executablePath = chromiumPaths.find((path) => path && existsSync(path));
  if (!executablePath)
    throw new Error('The workbench tests need Chromium: apt-get install --no-install-recommends chromium');
  const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
  return chromium.launch({
    executablePath,
    args: [...args.split(' '), '--disable-component-update', '--disable-sync'],
  });
}

/** A page with the workbench open and the extension's editor ready for keys. */
export async function openWorkbench(browser, url, { width = 1280, height = 800 } = {}) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(patience);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
  return page;
}

/** Polls until `probe` answers something true; errors on the way are kept for the message. */
export async function until(what, probe, { timeout = patience, interval = 150 } = {}) {
  const end = Date.now() + timeout;
  let last = null;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
      last = null;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(
        `Waited ${timeout / 1000} s in vain until ${what}.${last ? ` Last: ${last.message}` : ''}`,
      );
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

export async function command(page, name) {
  await until(`the palette offers “${name}”`, async () => {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input.input');
    await input.waitFor({ timeout: 3000 });
    await input.fill(`>${name}`);
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
    try {
      await row.waitFor({ timeout: 3000 });
      await row.click();
      return true;
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  });
}

/** Puts the caret at a 1-based line and column by way of “Go to Line”. */
export async function goTo(page, line, column = 1) {
  await page
    .locator('.editor-instance .monaco-editor')
    .first()
    .click({ position: { x: 400, y: 200 } });
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

/** Opens the menu of quick fixes at the caret and answers its rows; a lost key is pressed again. */
export async function quickFixes(page) {
  const rows = page.locator('.action-widget .monaco-list-row.action');
  await until('the quick fix menu shows', async () => {
    if (!(await rows.first().isVisible())) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      await rows.first().waitFor({ timeout: 4000 });
    }
    return true;
  });
  return rows;
}

export async function applyQuickFix(page, title) {
  const rows = await quickFixes(page);
  await rows.filter({ hasText: title }).first().click();
}

export async function problems(page) {
  await command(page, 'Problems: Focus on Problems View');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor();
  return rows;
}

/** Two runs that import torch take long on a busy machine. */
export const checkPatience = 300_000;

export async function notification(page, text, timeout = patience) {
  const found = page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  await found.waitFor({ timeout });
  return found;
}

export async function clearNotifications(page) {
  await command(page, 'Notifications: Clear All Notifications');
}

/**
 * Clicks the CodeLens above a line until `happened` answers true. A lens that was just made can stay without its
 * link: typing a space and taking it back makes the editor render it anew.
 */
export async function clickCodeLens(page, line, title, happened) {
  await goTo(page, line);
  const lens = page.locator('.codelens-decoration', { hasText: title }).first();
  await until(`the CodeLens “${title}” does something`, async () => {
    await lens.waitFor({ timeout: 15_000 });
    const link = lens.locator('a');
    try {
      await link.click({ timeout: 3000 });
    } catch (error) {
      await page.keyboard.press('End');
      await page.keyboard.type(' ');
      await page.keyboard.press('Backspace');
      throw error;
    }
    return until('it reacts', happened, { timeout: 5000 });
  });
}

export async function save(page, file, expected) {
  const before = await readFile(file, 'utf8');
  await until(`${file} is saved`, async () => {
    await page.keyboard.press('Control+s');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const text = await readFile(file, 'utf8');
    return text !== before && expected.test(text);
  });
}

/** The text after the end of each line, as it is painted: end-of-line notes are CSS content, not text. */
export async function endOfLineNotes(page) {
  return page.evaluate(() => {
    const rows = [];
    for (const line of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
      const notes = [...line.querySelectorAll('span')]
        .map((span) => getComputedStyle(span, '::after'))
        .filter((style) => style.content !== 'none' && style.content !== 'normal')
        .map((style) => ({ text: style.content.replace(/^"|"$/g, ''), weight: style.fontWeight }));
      if (notes.length > 0) rows.push({ line: line.textContent.replaceAll('\u00a0', ' '), notes });
    }
    return rows;
  });
}
