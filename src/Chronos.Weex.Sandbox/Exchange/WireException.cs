namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>What the venue refuses, with the code of its v3 list.</summary>
/// <param name="code">Of v3, below zero.</param>
/// <param name="message">As the venue words it.</param>
/// <param name="isBusiness">The order itself was refused, not its form; contract v3 tells such inside HTTP 200.</param>
/// <param name="legacyCode">Of v2, where it is not the usual counterpart.</param>
internal sealed class WireException(int code, string message, bool isBusiness = false, string? legacyCode = null) : Exception(message)
{
    public int Code { get; } = code;

    public bool IsBusiness { get; } = isBusiness;

    public string? LegacyCode { get; } = legacyCode;

    /// <summary>HTTP status where the configured one does not hold; 0 means it does.</summary>
    public int Status { get; init; }

    public static WireException Empty(string name) => new(-1141, $"Parameter '{name}' is empty.");

    public static WireException Invalid(string name) => new(-1142, $"Parameter '{name}' is invalid.");

    public static WireException Validate(string what) => new(-1140, what);

    /// <summary>The state does not allow it: margin, balance or position.</summary>
    public static WireException Precondition(string what, string? legacyCode = null) =>
        new(-1054, "FAILED_PRECONDITION: " + what, isBusiness: true, legacyCode);

    public static WireException NoOrder(Product product) =>
        new(product == Product.Spot ? -2200 : -3200, "FAILED_ORDER_NOT_FOUND", isBusiness: true, "43001");
}
