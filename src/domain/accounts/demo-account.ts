/** The password of every account of an invented territory, written on its sign-in page. */
export const demoPassword = 'chasse-croise-demo';
