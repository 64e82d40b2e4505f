import type { ExportFormat, ExportList, ExportPurpose, ExportRefusal } from '#domain/exports/export.ts';
import * as m from '../paraglide/messages.js';

export const exportTitles: Record<ExportList, () => string> = {
	dwellings: m.exports_title_dwellings,
	files: m.exports_title_files,
	listings: m.exports_title_listings
};

export const exportPurposeNames: Record<ExportPurpose, () => string> = {
	followUp: m.exports_purpose_follow_up,
	commission: m.exports_purpose_commission,
	reconciliation: m.exports_purpose_reconciliation,
	statistics: m.exports_purpose_statistics,
	legalRequest: m.exports_purpose_legal
};

export const exportFormatNames: Record<ExportFormat, () => string> = {
	csv: m.exports_format_csv,
	xlsx: m.exports_format_xlsx
};

export const exportRefusals: Record<ExportRefusal, () => string> = {
	EXPORT_NOT_FOUND: m.exports_refusal_not_found,
	EXPORTS_TOO_MANY: m.exports_refusal_too_many,
	EXPORT_TOO_LONG_FOR_WORKBOOK: m.exports_refusal_too_long
};

export const exportFaults: Record<string, () => string> = {
	PURPOSE_MISSING: m.exports_fault_purpose,
	FORMAT_MISSING: m.exports_fault_format
};
