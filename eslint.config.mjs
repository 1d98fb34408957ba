import js from "@eslint/js";
import globals from "globals";

// The files are parts of one script: each sees what the others declare, and tsc checks the names.
export default [
  { ignores: ["**/*.mjs", ".venv/"] },
  js.configs.recommended,
  {
    languageOptions: { sourceType: "script", ecmaVersion: 2023, globals: globals.browser },
    rules: {
      "no-undef": "off",
      "no-unused-vars": ["error", { vars: "local" }],
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-implied-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["argmap/notebook/web/widget.js"], languageOptions: { sourceType: "module" } },
];
