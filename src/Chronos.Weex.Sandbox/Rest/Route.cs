namespace Chronos.Weex.Sandbox.Rest;

/// <summary>One endpoint of the venue.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Whole path, as signed.</param>
/// <param name="Access">Who may call.</param>
/// <param name="IpWeight">Weight counted for an address.</param>
/// <param name="UidWeight">Weight counted for a key; 0 for public routes.</param>
/// <param name="Handle">Runs under the exchange's lock.</param>
internal sealed record Route(
    string Method, string Path, Access Access, int IpWeight, int UidWeight, Func<RestCall, RestAnswer> Handle)
{
    public Metered Metered { get; init; }

    public Product Product => Path.StartsWith("/capi/", StringComparison.Ordinal) ? Product.Contract : Product.Spot;

    /// <summary>Speaks v2: text codes and its own status words.</summary>
    public bool IsLegacy => Path.StartsWith("/capi/v2/", StringComparison.Ordinal);
}
