using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O8: from a start until the venue has told everything again and somebody has armed, no new risk is sent.</summary>
internal static class NoRiskBeforeArming
{
    public static void Check(World world, SimulatedProcess process, in MessageTerms terms)
    {
        var reduces = terms.Terms.Reduces;
        world.Require(
            reduces || (process.IsReconciled && process.WasArmed), "O8",
            () => $"new risk was sent; reconciled {process.IsReconciled}, armed {process.WasArmed}");
    }
}
