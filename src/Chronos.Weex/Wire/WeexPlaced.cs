namespace Chronos.Weex.Wire;

/// <summary>The answer to placing or canceling one order. A refusal may stand in it although the HTTP status is 200.</summary>
internal sealed record WeexPlaced
{
    /// <summary>The venue's id; null where it gave none.</summary>
    public long? OrderId { get; init; }

    /// <summary>Our id as the venue repeats it; empty where it does not.</summary>
    public string ClientOrderId { get; init; } = "";

    /// <summary>What the venue says of success; null where its dialect has no such field.</summary>
    public bool? Success { get; init; }

    /// <summary>Empty where there is none.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>Empty where there is none.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>What a spot cancel says the order has become; empty elsewhere.</summary>
    public string Status { get; init; } = "";

    /// <summary>When a spot order was taken; null elsewhere.</summary>
    public long? TransactMillis { get; init; }
}
