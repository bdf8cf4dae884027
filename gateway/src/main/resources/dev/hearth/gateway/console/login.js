// The login page works without this; it adds a copy button.
import { copyButton } from './parts.js';

for (const code of document.querySelectorAll('code[data-copy]')) code.after(copyButton(() => code));

if (document.body.dataset.oidc !== 'yes') document.getElementById('token').focus();
