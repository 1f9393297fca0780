namespace Chronos.Host.Http;

/// <summary>One execution report.</summary>
internal sealed record ReportJson(
    long Sequence,
    string Time,
    string Kind,
    string OrderId,
    string? ExecutionId,
    string Side,
    string? LastQuantity,
    string? LastPrice,
    string? Fee,
    string CumulativeQuantity,
    string? Reason,
    bool Simulated,
    bool Maker,
    string VenueTime);
