using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Whether an instrument's quotes are believed. One that is crossed, out of range, too far from the quote in force or from the second
/// source is not used and puts the instrument in quarantine; it leaves when enough quotes in a row each agree with the one before.
/// </summary>
/// <remarks>
/// So a single wrong quote is forgotten after a few that agree with the quote in force, and a true jump of the market is
/// believed after a few that agree with each other.
/// </remarks>
internal struct Quarantine
{
    /// <summary>In quarantine.</summary>
    public bool Active;

    /// <summary>Quotes in a row that agreed with the one before.</summary>
    public int Agreeing;

    /// <summary>Doubled middle of the last plausible quote of the quarantine; 0 when there is none.</summary>
    public long LastMiddle;

    /// <summary>What to think of a quote whose fields are in order, given the doubled middle of the quote in force (0 for none).</summary>
    public readonly ReasonCode Judge(long middle, long inForce, int jumpBpsMax, int goodMin)
    {
        if (!Active)
        {
            return inForce == 0 || Middle.IsWithin(middle, inForce, jumpBpsMax) ? ReasonCode.None : ReasonCode.QuoteJump;
        }

        var agreeing = AgreeingWith(middle, inForce, jumpBpsMax);
        return agreeing >= goodMin ? ReasonCode.None : agreeing == 0 ? ReasonCode.QuoteJump : ReasonCode.QuoteQuarantine;
    }

    /// <summary>Takes in a quote that is not used, and why it is not.</summary>
    public void Refuse(long middle, long inForce, int jumpBpsMax, ReasonCode why)
    {
        if (why is ReasonCode.QuoteJump or ReasonCode.QuoteQuarantine)
        {
            Agreeing = Active ? AgreeingWith(middle, inForce, jumpBpsMax) : 0;
            LastMiddle = middle;
        }
        else
        {
            Agreeing = 0;
            LastMiddle = 0;
        }

        Active = true;
    }

    private readonly int AgreeingWith(long middle, long inForce, int jumpBpsMax)
    {
        if (LastMiddle != 0 && Middle.IsWithin(middle, LastMiddle, jumpBpsMax))
        {
            return Agreeing + 1;
        }

        return inForce != 0 && Middle.IsWithin(middle, inForce, jumpBpsMax) ? 1 : 0;
    }
}
