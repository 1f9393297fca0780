using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Collects the answers of all gates to one question: the least cap, and who objected.</summary>
internal ref struct GateTally
{
    private ref EngineEvent _event;
    private bool _isReduction;
    private bool _records;
    private bool _clearsSoft;
    private long _asked;

    /// <summary>A tally that writes objections and the binding gate into the event, or one that only finds the least cap.</summary>
    public GateTally([UnscopedRef] ref EngineEvent e, in GateContext context, bool records) => Begin(ref e, in context, records);

    /// <summary>Makes it anew where it stands, for the reason <see cref="GateContext.LookUp"/> has.</summary>
    public void Begin([UnscopedRef] ref EngineEvent e, in GateContext context, bool records)
    {
        Finding = default;
        IsStoppedHard = false;
        _event = ref e;
        _isReduction = context.IsReduction;
        _records = records;
        _clearsSoft = context.Parking.ClearsSoftGates;
        _asked = context.Units;
        PermittedUnits = context.Units;
    }

    /// <summary>What passes every gate told so far.</summary>
    public long PermittedUnits { get; private set; }

    /// <summary>Whether a gate that is not soft lets less than asked pass.</summary>
    public bool IsStoppedHard { get; private set; }

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

        if (_records)
        {
            _event.Decision.Objections.Add(gate.Id);
            _event.Object(gate.Id, Finding.Code, Finding.Observed, Finding.Limit);
        }

        // An objection that was overruled from outside is told and holds nothing back.
        if (!gate.IsSoft || !_clearsSoft)
        {
            Bind(gate, cap);
        }
    }

    private void Bind(IGate gate, Cap cap)
    {
        IsStoppedHard |= !gate.IsSoft;
        var binds = cap.PermittedUnits < PermittedUnits;
        PermittedUnits = Math.Min(PermittedUnits, cap.PermittedUnits);
        ref var decision = ref _event.Decision;
        if (binds && _records)
        {
            decision.BindingGate = gate.Id;
            decision.Reason = Finding.Code;
            decision.Observed = Finding.Observed;
            decision.Limit = Finding.Limit;
        }
    }
}
