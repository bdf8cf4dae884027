// The login page works without this; it adds a copy button, and keeps a path with & or ? whole on its way through
// single sign-on, which the server's escaping for HTML alone cannot.
import { copyButton } from './parts.js';

const base = document.documentElement.dataset.base;
const next = document.getElementById('next').value;
document.getElementById('sso').href = `${base}/-/oidc?next=${encodeURIComponent(next)}`;

for (const code of document.querySelectorAll('code[data-copy]')) code.after(copyButton(() => code));

if (document.body.dataset.oidc !== 'yes') document.getElementById('token').focus();
