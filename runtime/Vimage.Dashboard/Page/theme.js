// Light or dark: as the system has it unless the user has chosen.

const key = 'vimage.theme';

export function startTheme(select) {
  select.value = localStorage.getItem(key) ?? '';
  apply(select.value);
  select.addEventListener('change', () => {
    localStorage.setItem(key, select.value);
    apply(select.value);
  });
}

function apply(theme) {
  document.documentElement.dataset.theme = theme;
}
