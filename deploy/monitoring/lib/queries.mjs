/** Every PromQL expression of rules and dashboards, and what it asks of the metrics. */
import { readFileSync, readdirSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';

const FOLDER = new URL('../', import.meta.url);

/** What Grafana puts in for a dashboard's variables: all of a label, and some scrapes. */
const VARIABLES = { $instance: '.*', $job: '.*', $__rate_interval: '1m' };

export function read(path) {
  return readFileSync(new URL(path, FOLDER), 'utf8');
}

export function files(folder, suffix) {
  return readdirSync(new URL(folder, FOLDER))
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => `${folder}${name}`);
}

/** The rules, each with `alert` or `record`, and the file that it is in. */
export function rules() {
  return files('rules/', '.yaml').flatMap((file) =>
    parse(read(file)).groups.flatMap((group) => group.rules.map((rule) => ({ ...rule, file }))),
  );
}

export function dashboards() {
  return files('dashboards/', '.json').map((file) => ({ file, ...JSON.parse(read(file)) }));
}

/** All expressions, each with where it stands. Those of dashboards have their variables filled in. */
export function expressions() {
  const ofRules = rules().map((rule) => ({ where: `${rule.file} ${rule.alert ?? rule.record}`, kind: rule.alert ? 'alert' : 'record', expr: rule.expr }));
  const ofPanels = dashboards().flatMap((dashboard) =>
    dashboard.panels.flatMap((panel) =>
      (panel.targets ?? []).map((target) => ({
        where: `${dashboard.file} ${panel.title}: ${target.legendFormat}`,
        kind: 'panel',
        expr: fillIn(target.expr),
      })),
    ),
  );
  return [...ofRules, ...ofPanels];
}

function fillIn(expr) {
  return Object.entries(VARIABLES).reduce((text, [name, value]) => text.replaceAll(name, value), expr);
}

/**
 * The series that an expression selects, each with the labels that it must have: those that are matched, and those by
 * which it, or what is made of it, is grouped or joined.
 *
 * @returns a list of {text, metric, labels}
 * @throws Error for what is no PromQL
 */
export function selectors(expr) {
  const found = [];
  const visit = (node, grouping) => {
    if (node.type.isError) {
      throw new Error(`no PromQL at ${node.from}: ${expr}`);
    }
    let within = grouping;
    if (node.name === 'AggregateExpr' || node.name === 'BinaryExpr') {
      within = [...grouping, ...groupingOf(node, expr)];
    }
    if (node.name === 'VectorSelector') {
      found.push(selector(node, expr, within));
    }
    for (let child = node.firstChild; child; child = child.nextSibling) {
      visit(child, within);
    }
  };
  visit(parser.parse(expr).topNode, []);
  return found;
}

/** The labels of by (…) or on (…): of `without` and `ignoring` nothing can be said. */
function groupingOf(node, expr) {
  const clause = node.getChild('AggregateModifier') ?? node.getChild('MatchingModifierClause');
  if (!clause || !(clause.getChild('By') || clause.getChild('On'))) {
    return [];
  }
  return clause.getChild('GroupingLabels').getChildren('LabelName').map((label) => textOf(label, expr));
}

function selector(node, expr, grouping) {
  const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
  const matched = matchers.map((matcher) => textOf(matcher.getChild('LabelName'), expr));
  return {
    text: textOf(node, expr),
    metric: textOf(node.getChild('Identifier'), expr),
    labels: [...new Set([...matched, ...grouping])],
  };
}

function textOf(node, expr) {
  return expr.slice(node.from, node.to);
}
