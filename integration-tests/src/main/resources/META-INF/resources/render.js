// Makes elements of answers. Text goes in as text only: what a stranger's file says is never markup here.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  let value = count;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

function time(instant) {
  return instant ? new Date(instant).toLocaleString() : '–';
}

function definitions(pairs) {
  const list = element('dl');
  for (const [term, value] of pairs) {
    if (value !== null && value !== undefined && value !== '') {
      list.append(element('dt', {}, term), element('dd', {}, String(value)));
    }
  }
  return list;
}

function table(caption, heads, rows) {
  const body = element('tbody');
  body.append(...rows);
  const head = element('tr');
  for (const { text, number } of heads) {
    head.append(element('th', { scope: 'col', className: number ? 'number' : '' }, text));
  }
  return element('table', {}, caption ? element('caption', {}, caption) : null, element('thead', {}, head), body);
}

export function busy(what) {
  return element('p', { className: 'busy' }, `${what} …`);
}

export function problem({ title, detail, status }) {
  return element('div', { className: 'problem' },
    element('h3', {}, status ? `${title} (${status})` : title),
    detail ? element('p', {}, detail) : null);
}

export function documentText(answer, name) {
  const result = element('div', {},
    definitions([
      ['File', name],
      ['Title', answer.title],
      ['Author', answer.author],
      ['Subject', answer.subject],
      ['Keywords', answer.keywords],
      ['Made with', [answer.creator, answer.producer].filter(Boolean).join(', ')],
      ['Created', answer.created && time(answer.created)],
      ['Modified', answer.modified && time(answer.modified)],
      ['Pages', answer.pages === answer.pagesRead ? answer.pages : `${answer.pages}, of which ${answer.pagesRead} were read`],
    ]),
    element('h3', {}, 'Text'));
  result.append(answer.text ? element('pre', { tabIndex: 0 }, answer.text) : element('p', { className: 'quiet' }, 'It has none.'));
  return result;
}

export function thumbnail(blob, name) {
  const image = element('img', { className: 'thumbnail', alt: `Thumbnail of ${name}`, src: URL.createObjectURL(blob) });
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  return element('div', {}, element('p', { className: 'quiet' }, name), image);
}

const WARNINGS = {
  LEAVES_ITS_FOLDER: 'leaves its folder',
  EXPANDS_A_LOT: 'expands a lot',
  LISTED_TWICE: 'listed twice',
};

export function archive(answer, name) {
  const rows = answer.entries.map(entry => element('tr', {},
    element('td', {}, element('code', {}, entry.name), ' ',
      ...entry.warnings.map(warning => element('span', { className: 'tag' }, WARNINGS[warning] ?? warning))),
    element('td', { className: 'number' }, entry.directory ? '–' : bytes(entry.size)),
    element('td', { className: 'number' }, entry.directory ? '–' : bytes(entry.compressedSize)),
    element('td', {}, time(entry.lastModified))));
  const caption = `${name}: ${answer.entries.length} ${answer.entries.length === 1 ? 'entry' : 'entries'}, `
    + `${bytes(answer.size)}, packed ${bytes(answer.compressedSize)}`;
  return element('div', { className: 'scroll' }, table(caption,
    [{ text: 'Name' }, { text: 'Size', number: true }, { text: 'Packed', number: true }, { text: 'Changed' }], rows));
}

function stream(title, text, truncated) {
  if (!text && !truncated) {
    return [];
  }
  return [element('h3', {}, truncated ? `${title} (cut off: it wrote more)` : title), element('pre', { tabIndex: 0 }, text)];
}

export function script(answer) {
  const usage = answer.usage;
  return element('div', {},
    definitions([
      ['Exit code', answer.exitCode],
      ['Took', usage && `${usage.wallMillis.toFixed(1)} ms`],
      ['CPU', usage && `${usage.userCpuMillis.toFixed(1)} ms user, ${usage.systemCpuMillis.toFixed(1)} ms system`],
      ['Peak memory', usage && bytes(usage.peakMemoryBytes)],
    ]),
    ...stream('Standard output', answer.stdout, answer.stdoutTruncated),
    ...stream('Standard error', answer.stderr, answer.stderrTruncated));
}

/** Rows of the comparison: what it is called, and how to get it from the facts of one process. */
const FACTS = [
  ['pid', facts => facts.pid],
  ['process', facts => facts.comm],
  ['pid 1 is', facts => facts.init_comm],
  ['uid', facts => facts.uid],
  ['gid', facts => facts.gid],
  ['groups', facts => facts.groups.join(' ')],
  ['uid_map', facts => facts.uid_map.join('\n')],
  ['gid_map', facts => facts.gid_map.join('\n')],
  ['oom_score_adj', facts => facts.oom_score_adj],
  ['lowering it', facts => facts.oom_score_adj_lowering
    && (facts.oom_score_adj_lowering.succeeded ? 'succeeds' : `fails: ${facts.oom_score_adj_lowering.error}`)],
  ['hostname', facts => facts.hostname],
  ['cgroup', facts => facts.cgroup.join('\n')],
  ['configuration', facts => Object.entries(facts.configuration).map(([name, value]) => `${name} = ${value}`).join('\n')],
];

export function facts(answer) {
  const processes = [answer.task, answer.service, answer.launcher];
  const links = new Set(processes.flatMap(process => Object.keys(process?.namespaces ?? {})));
  const lines = [...FACTS, ...[...links].sort().map(link => [`ns/${link}`, process => process.namespaces[link]]),
    ['environment', process => `${process.environment.length || 'no'} variables`]];
  const rows = lines.map(([title, get]) => {
    const [task, service, launcher] = processes.map(process => String((process && get(process)) ?? '') || '–');
    return element('tr', {},
      element('th', { scope: 'row' }, title),
      task === service ? element('td', {}, task)
        : element('td', { className: 'differs' }, task, element('span', { className: 'unseen' }, ' (differs)')),
      element('td', {}, service),
      element('td', {}, launcher));
  });
  return table(null, [{ text: 'Fact' }, { text: 'Task' }, { text: 'Service' }, { text: 'Launcher' }], rows);
}
