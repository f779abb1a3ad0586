// Wires the page to the service; what an answer looks like is in render.js.
import { archive, busy, documentText, facts, problem, script, thumbnail } from './render.js';

const $ = id => document.getElementById(id);

/** Which service opens a file, by the type that it takes. */
const SERVICES = [
  { types: ['application/pdf'], endings: ['pdf'], path: '/documents/text', render: documentText },
  { types: ['image/png'], endings: ['png'], path: '/images/thumbnail?max-edge=320', render: thumbnail },
  { types: ['image/jpeg'], endings: ['jpg', 'jpeg'], path: '/images/thumbnail?max-edge=320', render: thumbnail },
  { types: ['image/gif'], endings: ['gif'], path: '/images/thumbnail?max-edge=320', render: thumbnail },
  { types: ['application/zip', 'application/x-zip-compressed'], endings: ['zip'], path: '/archives/listing', render: archive },
  { types: ['application/java-archive', 'application/x-java-archive'], endings: ['jar'], path: '/archives/listing', render: archive },
];

const EXAMPLES = {
  'what it sees': 'echo "I am pid $$ on $(hostname), as $(id -un)"\nls /proc | grep -E \'^[0-9]+$\' | wc -l',
  'a failure': 'echo "this goes well"\necho "this does not" >&2\nexit 3',
  'a daemon that stays behind': '(sleep 600; echo never) > /dev/null 2>&1 &\necho "the daemon is $!, and I leave"',
  'no end': 'while :; do :; done',
  'much to say': 'yes "and so on" | head -c 1000000',
};

/** One request; resolves to an element with the answer or with the problem. */
async function ask(path, options, render, name) {
  try {
    const response = await fetch(path, options);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      return problem(type.includes('json') ? await response.json() : { title: response.statusText, status: response.status });
    }
    return render(type.startsWith('image/') ? await response.blob() : await response.json(), name);
  } catch (error) {
    return problem({ title: 'The service cannot be reached', detail: String(error.message ?? error) });
  }
}

let latest = 0;

async function show(what, path, options, render, name) {
  const turn = ++latest;
  $('output').replaceChildren(busy(what));
  $('result').scrollIntoView({ block: 'nearest' });
  const answer = await ask(path, options, render, name);
  if (turn === latest) {
    $('output').replaceChildren(answer);
    $('result').scrollIntoView({ block: 'nearest' });
  }
}

function serviceFor(file) {
  const ending = file.name.toLowerCase().split('.').pop();
  return SERVICES.find(service => service.types.includes(file.type)) ?? SERVICES.find(service => service.endings.includes(ending));
}

async function open(file) {
  const ending = file.name.toLowerCase().split('.').pop();
  if (ending === 'sh' || file.type === 'application/x-shellscript') {
    $('script').value = await file.text();
    $('script').focus();
    return;
  }
  const service = serviceFor(file);
  if (!service) {
    $('output').replaceChildren(problem({
      title: 'No task opens this kind of file',
      detail: `${file.name} is neither a PDF, a PNG, JPEG or GIF, nor a zip or jar.`,
    }));
    return;
  }
  await show(`Opening ${file.name}`, service.path, {
    method: 'POST', headers: { 'Content-Type': service.types[0] }, body: file,
  }, service.render, file.name);
}

async function inspect() {
  $('facts').replaceChildren(busy('Asking'));
  $('facts').replaceChildren(await ask('/inspect', {}, facts));
}

$('file').addEventListener('change', event => {
  const [file] = event.target.files;
  if (file) {
    open(file);
  }
  event.target.value = '';
});

for (const type of ['dragenter', 'dragover']) {
  $('drop').addEventListener(type, event => {
    event.preventDefault();
    $('drop').classList.add('over');
  });
}
$('drop').addEventListener('dragleave', () => $('drop').classList.remove('over'));
$('drop').addEventListener('drop', event => {
  event.preventDefault();
  $('drop').classList.remove('over');
  const [file] = event.dataTransfer.files;
  if (file) {
    open(file);
  }
});
// a file that misses the zone would otherwise replace the page
for (const type of ['dragover', 'drop']) {
  window.addEventListener(type, event => event.preventDefault());
}

$('script-form').addEventListener('submit', event => {
  event.preventDefault();
  show('Running', '/scripts/run', {
    method: 'POST', headers: { 'Content-Type': 'text/x-shellscript' }, body: $('script').value,
  }, script);
});

$('example').append(new Option('an example', ''));
for (const name of Object.keys(EXAMPLES)) {
  $('example').append(new Option(name));
}
$('example').addEventListener('change', event => {
  if (event.target.value) {
    $('script').value = EXAMPLES[event.target.value];
  }
});

$('inspect').addEventListener('click', inspect);
inspect();
