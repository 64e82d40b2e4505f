/**
 * The attribute of a `<details>` that is open for a reason. It is left out otherwise rather than false: what a person opens
 * before the script has started would be closed again when it does.
 */
export const openWhen = (isOpen: boolean): { open?: true } => (isOpen ? { open: true } : {});
