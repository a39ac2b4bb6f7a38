// Comfort only: every page does its job with this file absent. Written for Chrome 80 and Safari 13: no `?.`, no `??`.
(function () {
  'use strict';
  const root = document.documentElement;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));

  // Theme and text size: plain links that set a cookie and come back. Here the answer's attributes are taken over in
  // place, so the person keeps the place on the page; where that fails, the link is followed as without a script.
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-view]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    fetch(link.href, { credentials: 'same-origin' }).then(answer => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(text => {
      const next = new DOMParser().parseFromString(text, 'text/html');
      ['data-theme', 'data-size'].forEach(name => {
        const value = next.documentElement.getAttribute(name);
        if (value) root.setAttribute(name, value); else root.removeAttribute(name);
      });
    }).catch(() => { location.href = link.href; });
  });

  // Disclosures that float: Escape and a click elsewhere close them.
  document.addEventListener('click', event => {
    const kept = event.target.closest('details.pop');
    all('details.pop[open]').forEach(details => { if (details !== kept) details.open = false; });
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const details = document.activeElement && document.activeElement.closest('details.pop[open]');
    if (details) { details.open = false; details.querySelector('summary').focus(); }
  });

  // After a refused form the summary of errors is where reading goes on.
  const summary = document.querySelector('.summary[tabindex="-1"]');
  if (summary) summary.focus();

  // A login that follows from a contract's number is shown as the number is typed, in the form in which it is kept.
  all('input[data-follows]').forEach(field => {
    const source = document.getElementById(field.dataset.follows);
    const show = () => {
      const number = source.value.replace(/[\s№]+/g, '').toUpperCase();
      field.value = number ? field.dataset.prefix + number : '';
    };
    if (source) { source.addEventListener('input', show); show(); }
  });

  // Lists that feed one another: a choice opens the next list in place and the focus stays; without a script a button does it.
  all('button[data-step]').forEach(button => {
    const form = button.form;
    let asked = 0;
    button.parentNode.hidden = true;
    form.addEventListener('change', event => {
      if (!event.target.matches('select[data-steps]')) return;
      const turn = ++asked, body = new URLSearchParams(new FormData(form));
      body.set('do', 'step');
      fetch(form.action, { method: 'POST', credentials: 'same-origin', body: body }).then(answer => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then(text => {
        if (turn !== asked) return;   // a later choice is on its way
        const next = new DOMParser().parseFromString(text, 'text/html');
        all('select[data-steps]', form).forEach(list => {
          const fresh = next.getElementById(list.id);
          if (!fresh || list === event.target) return;
          const value = fresh.value;   // a list that loses its chosen option chooses another
          while (list.firstChild) list.removeChild(list.firstChild);
          Array.from(fresh.childNodes).forEach(child => list.appendChild(document.adoptNode(child)));
          list.value = value;
          list.disabled = fresh.disabled;
        });
      }).catch(() => { button.parentNode.hidden = false; });
    });
  });

  // Folded periods belong on paper as well; afterwards they are as they were.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = all('details.period:not([open])');
    folded.forEach(details => { details.open = true; });
  });
  window.addEventListener('afterprint', () => { folded.forEach(details => { details.open = false; }); folded = []; });
  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) { event.preventDefault(); window.print(); }
  });

  // A form is sent once: a second click on a slow line must not upload the file again. The form wakes up when the
  // person comes back to it through the browser's history.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'true';
    all('button:not([type="button"])', form).forEach(button => button.setAttribute('aria-busy', 'true'));
  });
  window.addEventListener('pageshow', () => {
    all('form[data-sent]').forEach(form => {
      delete form.dataset.sent;
      all('[aria-busy]', form).forEach(button => button.removeAttribute('aria-busy'));
    });
  });

  // Passkeys: the browser asks, the server judges. What only a script can do is hidden until there is one, and a browser
  // that knows keys.
  const keys = window.PublicKeyCredential && navigator.credentials;
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
  const letters = buffer => btoa(Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const send = (url, body) => fetch(url, {
    method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body)
  }).then(answer => answer.json()).then(said => {
    if (said.error) throw Object.assign(new Error(said.error), { told: true });
    return said;
  });
  // The options come as JSON, so their binary parts are Base64url; those of the answer go back so.
  const read = options => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    (options.excludeCredentials || []).concat(options.allowCredentials || []).forEach(known => { known.id = bytes(known.id); });
    return { publicKey: options };
  };
  const written = key => {
    const from = key.response, response = { clientDataJSON: letters(from.clientDataJSON) };
    if (from.attestationObject) response.attestationObject = letters(from.attestationObject);
    else {
      response.authenticatorData = letters(from.authenticatorData);
      response.signature = letters(from.signature);
      response.userHandle = from.userHandle ? letters(from.userHandle) : null;
    }
    return { id: key.id, rawId: letters(key.rawId), type: key.type, response: response };
  };
  const ceremony = (box, path, wish, ask, more) => {
    const said = box.querySelector('[data-said]'), button = box.querySelector('button');
    if (button.hasAttribute('aria-busy')) return;
    said.hidden = true;
    button.setAttribute('aria-busy', 'true');
    send(path + '/begin', wish)
      .then(question => ask(read(question.options.publicKey))
        .then(key => send(path + '/finish', Object.assign({ id: question.id, credential: written(key) }, more))))
      .then(answer => { location.href = answer.next; })
      .catch(trouble => {
        said.textContent = trouble.told ? trouble.message : box.dataset.failed;
        said.hidden = false;
        button.removeAttribute('aria-busy');
      });
  };
  all('[data-passkey-less]').forEach(text => { text.hidden = !!keys; });
  all('[data-passkey]').forEach(box => {
    if (!keys) return;
    box.hidden = false;
    if (box.dataset.passkey === 'add') {
      box.addEventListener('submit', event => {
        event.preventDefault();
        event.stopPropagation();
        ceremony(box, '/my/second-factor/passkeys', { password: box.elements.password.value },
          asked => navigator.credentials.create(asked), { name: box.elements.name.value });
      });
    } else {
      box.querySelector('button').addEventListener('click', () => {
        const remember = document.querySelector('input[name="remember"]');
        ceremony(box, '/login/passkey', {}, asked => navigator.credentials.get(asked),
          { remember: !!(remember && remember.checked), next: box.dataset.next });
      });
    }
  });

  // Progress: `[data-poll="URL"]` is read again every 1.5 s. While the answer still polls, only its marked parts move
  // (so a screen reader hears words that changed, not the whole region); when it stops, the page's main part is taken
  // over. The answer is our own page, parsed apart; nothing of it runs.
  const PAUSE = 1500, PATIENCE = 15000;
  const take = (box, next) => {
    all('[data-part]', box).forEach(part => {
      const fresh = next.querySelector('[data-part="' + part.dataset.part + '"]');
      if (!fresh) return;
      if (part.tagName === 'PROGRESS') { part.max = fresh.max; part.value = fresh.value; }
      if (part.textContent !== fresh.textContent) part.textContent = fresh.textContent;
    });
  };
  const finish = page => {
    const main = document.getElementById('main'), next = page.getElementById('main');
    if (!main || !next) { location.reload(); return; }
    const focused = main.contains(document.activeElement);
    main.parentNode.replaceChild(document.adoptNode(next), main);
    document.title = page.title;
    if (focused) next.focus();
    start();
  };
  const poll = (box, pause) => {
    setTimeout(() => {
      if (!document.contains(box)) return;
      fetch(box.dataset.poll, { credentials: 'same-origin' }).then(answer => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then(text => {
        const page = new DOMParser().parseFromString(text, 'text/html');
        const next = page.getElementById(box.id);
        if (next && next.hasAttribute('data-poll')) { take(box, next); poll(box, PAUSE); } else finish(page);
      }).catch(() => poll(box, Math.min(pause * 2, PATIENCE)));   // a lost line is asked less and less often
    }, pause);
  };
  const start = () => all('[data-poll][id]').forEach(box => poll(box, PAUSE));
  start();
}());
