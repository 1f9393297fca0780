using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of an account (one balance at one venue): its place in the policy's account list.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct AccountId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
