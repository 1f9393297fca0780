using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Core.Signing;

/// <summary>Stage 4. Gives what may pass an order id, an expiry and a seal. A probe gets none.</summary>
internal sealed class SignHandler(EngineState state, SealScope scope, IOrderSealer sealer)
{
    private readonly SealContext _context = new(scope);

    public void OnEvent(ref EngineEvent e)
    {
        if (e.FrameType != FrameType.Proposal || !e.Decision.Passes || (e.Flags & EventFlags.Probe) != 0)
        {
            return;
        }

        ref readonly var p = ref e.Proposal;
        ref var d = ref e.Decision;
        var policy = state.Policy!;
        var account = policy.TermsOf(p.Strategy, p.Instrument).Account;
        d.OrderId = state.Orders.NextId(e.Sequence);
        d.KeyId = sealer.KeyId;
        d.ExpiresAtNanos = Expiry(e.TimeNanos + policy.SealTtlNanos, p.ExpiresAtNanos);
        d.Context = _context.Digest(policy, p.Strategy.Value, p.Instrument.Value, account, d.KeyId);
        Unsafe.SkipInit(out CanonicalBlock canonical);
        CanonicalOrder.Write(
            d.OrderId, p.Id, d.PermittedQuantity, d.WorstPrice, d.ExpiresAtNanos, d.Terms, d.VoteBitmap, d.Context, ref canonical);
        sealer.Seal(in canonical, d.Seal);
    }

    private static long Expiry(long ttl, long wanted) => wanted != 0 && wanted < ttl ? wanted : ttl;
}
