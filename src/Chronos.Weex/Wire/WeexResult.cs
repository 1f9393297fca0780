namespace Chronos.Weex.Wire;

/// <summary>The answer to a typed call. Nothing the venue or the network does is thrown.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
internal readonly record struct WeexResult<T>
{
    public required WeexOutcome Outcome { get; init; }

    /// <summary>There when the outcome is Done; an order's answer is there too when it could be read.</summary>
    public T? Value { get; init; }

    /// <summary>The venue's code; 0 where it gave none.</summary>
    public int Code { get; init; }

    /// <summary>The venue's text, or what went wrong on the way. Never a secret.</summary>
    public string Message { get; init; }

    /// <summary>0 when no answer came.</summary>
    public int HttpStatus { get; init; }

    /// <summary>False when it is certain that not one byte of the request left.</summary>
    public bool WasWritten { get; init; }

    /// <summary>From before the first byte to after the last; the sum over pages and attempts.</summary>
    public long RoundTripNanos { get; init; }

    public bool IsDone => Outcome == WeexOutcome.Done;

    /// <summary>True when the venue limits us, even where the outcome of the order itself is unknown.</summary>
    public bool IsLimited =>
        Outcome == WeexOutcome.RateLimited || HttpStatus is WeexErrors.TooManyRequests or WeexErrors.Banned
        || Code == WeexErrors.TooManyRequests;

    /// <summary>The same, for another type of answer and without its value.</summary>
    public WeexResult<TOther> Carried<TOther>(long roundTripNanos) => new()
    {
        Outcome = Outcome,
        Code = Code,
        Message = Message,
        HttpStatus = HttpStatus,
        WasWritten = WasWritten,
        RoundTripNanos = roundTripNanos,
    };
}
