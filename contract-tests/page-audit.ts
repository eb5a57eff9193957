/**
 * Looks through a page for what keeps people out (WCAG 2.2, level AA, as far as a program can tell). It runs inside the page,
 * hence a text: names of controls, headings, ids, references, table headers, and the contrast of every visible text.
 *
 * Evaluates to a list of faults, each a sentence.
 */
export const pageAudit = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility();
  if (!document.documentElement.lang) faults.push('the page has no language');
  if (!document.title) faults.push('the page has no title');
  for (const name of ['h1', 'main', 'header']) {
    if (all(name).length !== 1) faults.push(all(name).length + ' elements ' + name);
  }
  const ids = all('[id]').map(({ id }) => id);
  for (const id of ids.filter((each, index) => ids.indexOf(each) !== index)) faults.push('two elements have the id ' + id);
  for (const attribute of ['aria-labelledby', 'data-copy', 'for']) {
    for (const element of all('[' + attribute + ']')) {
      if (!document.getElementById(element.getAttribute(attribute))) faults.push('nothing is called ' + element.getAttribute(attribute));
    }
  }
  for (const control of all('input, select, button, meter')) {
    const name = control.getAttribute('aria-label') || control.textContent.trim() || [...(control.labels || [])].map((label) => label.textContent.trim()).join('');
    if (control.tagName !== 'SELECT' ? !name : !control.labels.length) faults.push('a control has no name: ' + control.outerHTML);
  }
  for (const region of all('[role=region]')) if (!region.getAttribute('aria-label')) faults.push('a region has no name');
  for (const header of all('th')) if (!header.getAttribute('scope')) faults.push('a table header has no scope: ' + header.textContent);
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push('a heading is skipped before ' + heading.textContent.slice(0, 80));
    level = next;
  }
  const rgb = (color) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\\d.]+/g) || []).map(Number);
    return { red, green, blue, alpha };
  };
  const luminance = ({ red, green, blue }) => {
    const [r, g, b] = [red, green, blue].map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backOf = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const back = rgb(getComputedStyle(each).backgroundColor);
      if (back.alpha === 1) return back;
    }
    return { red: 255, green: 255, blue: 255 };
  };
  for (const element of all('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || !shown(element) || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
    const [one, two] = [luminance(rgb(getComputedStyle(element).color)), luminance(backOf(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (two + 0.05);
    if (contrast < 4.5) faults.push('contrast ' + contrast.toFixed(2) + ': ' + element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40));
  }
  return [...new Set(faults)];
})()`;
