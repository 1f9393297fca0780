using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of an account (one balance at one venue): its place in the policy's account list.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct AccountId(int Value)
{
    /// <summary>Whether it is a place in a list of that length.</summary>
    internal bool IsIn(int count) => Value >= 0 && Value < count;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
