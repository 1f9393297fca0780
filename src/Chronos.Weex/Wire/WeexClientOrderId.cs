using System.Buffers;

namespace Chronos.Weex.Wire;

/// <summary>What the venue accepts as a client order id, the same in all dialects.</summary>
internal static class WeexClientOrderId
{
    /// <summary>Longest accepted.</summary>
    public const int LengthMax = 36;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:/_-");

    /// <summary>True for 1 to 36 allowed characters.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= LengthMax } && !id.AsSpan().ContainsAnyExcept(Allowed);
}
