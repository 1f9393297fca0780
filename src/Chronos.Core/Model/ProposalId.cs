using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>A strategy's own number for a proposal. Numbers of one strategy rise; each is decided once, for ever.</summary>
/// <param name="Value">1 or more.</param>
public readonly record struct ProposalId(ulong Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
