// The tables that a question in SQL can name (README, "SQL"): what the guard lets through, what the window lists.
export const sqlTables = ['events', 'copies', 'files', 'problems', 'streams', 'versions', 'changes'] as const;
