namespace Chronos.Host.Reports;

/// <summary>A finished report.</summary>
/// <param name="Kind">governance, execution or risk.</param>
/// <param name="Facts">What it is about, name by name.</param>
/// <param name="Notes">How its figures are meant.</param>
/// <param name="Sections">The tables.</param>
internal sealed record ReportPage(
    string Kind, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<string> Notes, IReadOnlyList<ReportSection> Sections);
