using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Demo;

/// <summary>A holding no order of ours made: told by the venue, or filled under an order the books do not hold.</summary>
/// <param name="Account">The account.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Position">Signed quantity of it.</param>
internal sealed record UnattributedResult(string Account, string Symbol, Quantity Position)
{
    /// <summary>Reads the books of an idle engine.</summary>
    public static IReadOnlyList<UnattributedResult> All(ChronosEngine engine)
    {
        var policy = engine.Options.Policy;
        var results = new List<UnattributedResult>();
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            for (var i = 0; i < policy.Instruments.Count; i++)
            {
                var units = engine.State.Positions[a, i].Unattributed;
                if (units != 0)
                {
                    results.Add(new UnattributedResult(policy.Accounts[a].Name, policy.Instruments[i].Symbol, Quantity.FromUnits(units)));
                }
            }
        }

        return results;
    }
}
