namespace Chronos.Host.Reports;

/// <summary>How often one gate did what. Filled in place.</summary>
internal sealed class GateCounts
{
    /// <summary>Proposals it blocked, as the one that let the least pass.</summary>
    public long Blocks { get; set; }

    /// <summary>Proposals it cut, as the one that let the least pass.</summary>
    public long Cuts { get; set; }

    /// <summary>Proposals it objected to, binding or not.</summary>
    public long Objections { get; set; }

    /// <summary>Proposals it let pass with less than a tenth of its limit left.</summary>
    public long NearMisses { get; set; }

    /// <summary>Objections that votes from outside overruled.</summary>
    public long Overruled { get; set; }
}
