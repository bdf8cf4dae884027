// Finds out which page this is, and shows it.
import { base, live } from './live.js';
import { clustersPage } from './clusters.js';
import { clusterPage } from './cluster.js';
import { startClock } from './format.js';

const main = document.getElementById('main');
const path = location.pathname.slice(base.length);
const one = path.match(/^\/-\/clusters\/([^/]+)\/([^/]+)\/?$/);

if (one) {
  const page = clusterPage(decodeURIComponent(one[1]), decodeURIComponent(one[2]));
  main.replaceChildren(page.element);
  live(`/-/events/${one[1]}/${one[2]}`, { cluster: page.update, gone: page.gone });
} else {
  const page = clustersPage();
  main.replaceChildren(page.element);
  live('/-/events', { clusters: data => page.update(data.clusters) });
}
startClock();

// A service account's full name is too long for a phone.
const user = document.querySelector('.session .user');
user.textContent = user.textContent.replace(/^system:serviceaccount:([^:]+):/, '$1/');
