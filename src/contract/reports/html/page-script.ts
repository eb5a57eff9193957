/** The script of the HTML report: filters, and nothing that the page cannot do without. It makes no markup. */
export const PAGE_SCRIPT = `
'use strict';
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var findings = all('.finding').map(function (element) {
    return {
      element: element,
      text: element.textContent.toLowerCase(),
      operations: (element.getAttribute('data-operations') || '').split(' '),
      check: element.getAttribute('data-check'),
      severity: element.getAttribute('data-severity')
    };
  });
  var search = byId('search'), severity = byId('severity'), operation = byId('operation'), check = byId('check');
  function filter() {
    var words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var shown = 0;
    findings.forEach(function (finding) {
      var fits = (severity.value === '' || severity.value === finding.severity) &&
        (operation.value === '' || finding.operations.indexOf(operation.value) >= 0) &&
        (check.value === '' || check.value === finding.check) &&
        words.every(function (word) { return finding.text.indexOf(word) >= 0; });
      finding.element.hidden = !fits;
      if (fits) shown += 1;
    });
    all('.group').forEach(function (group) { group.hidden = !group.querySelector('.finding:not([hidden])'); });
    byId('shown').textContent = shown + ' of ' + findings.length + ' shown';
    byId('none').hidden = shown > 0;
  }
  if (search) {
    [search, severity, operation, check].forEach(function (input) { input.addEventListener('input', filter); });
    byId('reset').addEventListener('click', function () {
      [search, severity, operation, check].forEach(function (input) { input.value = ''; });
      filter();
      search.focus();
    });
    byId('unfold').addEventListener('click', function () {
      var visible = findings.filter(function (finding) { return !finding.element.hidden; });
      var open = visible.some(function (finding) { return !finding.element.open; });
      visible.forEach(function (finding) { finding.element.open = open; });
    });
    document.addEventListener('keydown', function (event) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      event.preventDefault();
      search.focus();
    });
    filter();
  }
  var missed = byId('missed');
  if (missed) missed.addEventListener('input', function () {
    all('.matrix tbody tr').forEach(function (row) { row.hidden = missed.checked && row.getAttribute('data-covered') === 'yes'; });
    all('.operation').forEach(function (each) {
      each.hidden = missed.checked && each.getAttribute('data-covered') === 'yes';
      if (missed.checked && !each.hidden) each.open = true;
    });
  });
  all('button[data-copy]').forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(byId(button.getAttribute('data-copy')).textContent).then(function () {
        button.textContent = 'Copied';
      }, function () {});
    });
  });
  function follow() {
    var target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === 'DETAILS') target.open = true;
  }
  window.addEventListener('hashchange', follow);
  follow();
})();
`;
