/** The database that the migrations have made, and that each file of tests copies. */
export const TEMPLATE = 'template_of_tests';
