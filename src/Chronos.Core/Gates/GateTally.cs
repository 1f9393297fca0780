using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Collects the answers of all gates to one question: the least cap, and who objected.</summary>
internal ref struct GateTally
{
    private readonly ref EngineEvent _event;
    private readonly bool _isReduction;
    private readonly bool _records;
    private readonly long _asked;

    private GateTally(ref EngineEvent e, in GateContext context, bool records)
    {
        _event = ref e;
        _isReduction = context.IsReduction;
        _records = records;
        _asked = context.Units;
        PermittedUnits = context.Units;
    }

    /// <summary>What passes every gate told so far.</summary>
    public long PermittedUnits { get; private set; }

    /// <summary>A tally that writes objections and the binding gate into the event.</summary>
    public static GateTally Recording(ref EngineEvent e, in GateContext context) => new(ref e, in context, records: true);

    /// <summary>A tally that only finds the least cap.</summary>
    public static GateTally Silent(ref EngineEvent e, in GateContext context) => new(ref e, in context, records: false);

    /// <summary>Where the gate that is asked next writes its figures when it objects.</summary>
    public Finding Finding;

    /// <summary>One gate's answer.</summary>
    public void Add(IGate gate, Cap cap)
    {
        if (cap.PermittedUnits < _asked)
        {
            OnLess(gate, cap);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnLess(IGate gate, Cap cap)
    {
        if (_isReduction && !gate.BindsReductions)
        {
            return;
        }

        var binds = cap.PermittedUnits < PermittedUnits;
        PermittedUnits = Math.Min(PermittedUnits, cap.PermittedUnits);
        if (!_records)
        {
            return;
        }

        ref var decision = ref _event.Decision;
        decision.Objections.Add(gate.Id);
        _event.Object(gate.Id, Finding.Code, Finding.Observed, Finding.Limit);
        if (binds)
        {
            decision.BindingGate = gate.Id;
            decision.Reason = Finding.Code;
            decision.Observed = Finding.Observed;
            decision.Limit = Finding.Limit;
        }
    }
}
