using System.Globalization;

namespace Chronos.Weex.Wire;

/// <summary>
/// What a refusal means. A code of which it is not known that it precedes acceptance is <see cref="WeexOutcome.Unknown"/>,
/// and so is every code this table does not list.
/// </summary>
internal static class WeexErrors
{
    /// <summary>HTTP status of too many requests.</summary>
    public const int TooManyRequests = 429;

    /// <summary>HTTP status with which some gateways ban an address that went on after 429.</summary>
    public const int Banned = 418;

    /// <summary>The outcome of a code in an answer's envelope or in an order's answer.</summary>
    /// <param name="code">As numbers; v3's are negative, v2's begin with 4.</param>
    /// <param name="message">Decides where a code has two uses.</param>
    public static WeexOutcome Classify(int code, string message) => code switch
    {
        0 or 200 => WeexOutcome.Done,

        // The order-frequency refusal, and the limit itself; v2 says it by the number of the HTTP status.
        -1059 or TooManyRequests => WeexOutcome.RateLimited,

        -1043 or -1046 or 40005 or 40008 => WeexOutcome.ClockExpired,

        -1040 or -1041 or -1042 or -1044 or -1047 or -1049 => WeexOutcome.HaltAuth,
        -1050 or -1051 or -1052 or -1053 or -1055 or -1056 or -1057 or -1190 or -3236 => WeexOutcome.HaltAuth,
        40001 or 40002 or 40003 or 40006 or 40009 or 40011 or 40012 or 40013 or 40014 or 40016 or 40018
            => WeexOutcome.HaltAuth,

        // Server faults and failed preconditions share these; only the text tells them apart.
        -1054 or 40015 => IsFailedPrecondition(message) ? WeexOutcome.Refused : WeexOutcome.Unknown,

        -1058 or -1121 or -2007 or -3235 or -3613 or 40102 => WeexOutcome.SymbolRefused,

        // Sent for an unknown symbol too.
        -1142 when message.Contains("'symbol'", StringComparison.Ordinal) => WeexOutcome.SymbolRefused,

        // A repeated client order id is evidence that the first one arrived.
        -1140 or -1142 or -1180 or 40017 or 40305 when SaysDuplicate(message) => WeexOutcome.Unknown,

        -1045 or -1115 or -1116 or -1117 or -1128 or -1135 or -1140 or -1141 or -1142 or -1150 or -1160 or -1170
            or -1171 or -1180 or -3006 => WeexOutcome.HaltBug,
        40007 or 40017 or 40305 or 40409 or 40704 or 40707 or 40724 or 40912 or 40913 => WeexOutcome.HaltBug,

        -2200 or -3200 or 43001 or 43004 => WeexOutcome.OrderUnknown,

        -3007 or 43005 or 43006 or 43007 or 43009 or 43010 or 43011 => WeexOutcome.Refused,

        -3313 or -4000 or -4001 or -4002 => WeexOutcome.Configuration,

        // -1000, 40725: said by a server in trouble. 40200, 43002: not said whether before or after acceptance.
        _ => WeexOutcome.Unknown,
    };

    /// <summary>The outcome of an order answer that says no success: its code is text, and may be missing.</summary>
    public static WeexOutcome ClassifyRefusal(string errorCode, string message)
    {
        if (message.Contains("FAILED_ORDER_NOT_FOUND", StringComparison.Ordinal))
        {
            return WeexOutcome.OrderUnknown;
        }

        // A refusal without a code that names a failed precondition says as much as one with it.
        if (errorCode.Length == 0 && message.StartsWith("FAILED_PRECONDITION", StringComparison.Ordinal))
        {
            return WeexOutcome.Refused;
        }

        return TryCode(errorCode, out var code) && code is not (0 or 200)
            ? Classify(code, message)
            : WeexOutcome.Unknown;
    }

    /// <summary>The outcome of an answer by its status and, where it could be read, its envelope.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="envelope">Null when the body was cut off or is not JSON, such as a page of a content network.</param>
    /// <param name="placesOrder">True where an unknown outcome may be an order at the venue.</param>
    public static WeexOutcome ClassifyAnswer(int status, WeexEnvelope? envelope, bool placesOrder)
    {
        if (status is >= 300 and < 400 or >= 500)
        {
            // A gateway answers these without knowing what became of the request behind it.
            return WeexOutcome.Unknown;
        }

        var isLimit = status is TooManyRequests or Banned || envelope?.Code == TooManyRequests;
        if (envelope is { IsError: true } said && said.Code != TooManyRequests)
        {
            return Classify(said.Code, said.Message);
        }

        // Nothing recorded says that a 429 precedes acceptance, so an order that met one may live.
        return isLimit ? placesOrder ? WeexOutcome.Unknown : WeexOutcome.RateLimited
            : status is >= 200 and < 300 && envelope is not null ? WeexOutcome.Done
            : WeexOutcome.Unknown;
    }

    /// <summary>A code as text, such as <c>-1054</c>.</summary>
    public static bool TryCode(string text, out int code) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out code);

    private static bool IsFailedPrecondition(string message) =>
        message.StartsWith("FAILED_PRECONDITION", StringComparison.Ordinal)
        || message.Contains("position side invalid", StringComparison.OrdinalIgnoreCase);

    private static bool SaysDuplicate(string message) =>
        message.Contains("duplicate", StringComparison.OrdinalIgnoreCase)
        || message.Contains("already exist", StringComparison.OrdinalIgnoreCase)
        || message.Contains("repeat", StringComparison.OrdinalIgnoreCase);
}
