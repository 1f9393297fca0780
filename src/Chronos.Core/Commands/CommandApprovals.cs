using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>
/// Commands that wait for a second operator. Bounded; a place is free again when its command was confirmed, withdrawn or
/// has waited too long in engine time. Part of the state, so it survives a restart.
/// </summary>
internal sealed class CommandApprovals
{
    /// <summary>Commands that can wait at a time.</summary>
    public const int Capacity = 16;

    /// <summary>How long one waits: five minutes, time to call a colleague and not to forget.</summary>
    public const long WaitNanosMax = 300_000_000_000;

    private readonly OperatorCommand[] _waiting = new OperatorCommand[Capacity];
    private readonly long[] _since = new long[Capacity];

    /// <summary>Whether a command that needs two operators may be carried out now, must wait, or is refused.</summary>
    public ReasonCode Judge(in OperatorCommand command, long nowNanos)
    {
        if (command.Confirms == 0)
        {
            return FreePlace(nowNanos) < 0 ? ReasonCode.CommandApprovalsFull : ReasonCode.CommandAwaitsSecond;
        }

        var place = Find(command.Confirms, nowNanos);
        if (place < 0 || !_waiting[place].AsksTheSameAs(in command))
        {
            return ReasonCode.CommandUnconfirmed;
        }

        return _waiting[place].IsOfSameOperator(in command) ? ReasonCode.CommandSameOperator : ReasonCode.None;
    }

    /// <summary>Puts a command down to wait. There must be a place, as <see cref="Judge"/> found.</summary>
    public void Add(in OperatorCommand command, long nowNanos)
    {
        var place = FreePlace(nowNanos);
        _waiting[place] = command;
        _since[place] = nowNanos;
    }

    /// <summary>
    /// Withdraws what waits for a scope: after a stop everything, otherwise what asks the same as the command carried out,
    /// so that no approval serves twice.
    /// </summary>
    public void Withdraw(in OperatorCommand carriedOut)
    {
        for (var i = 0; i < Capacity; i++)
        {
            ref readonly var waiting = ref _waiting[i];
            if (waiting.AsksTheSameAs(in carriedOut) || (CommandRules.Stops(carriedOut.Action) && waiting.IsForSameScope(in carriedOut)))
            {
                _waiting[i] = default;
                _since[i] = 0;
            }
        }
    }

    public void AddTo(StateHash hash)
    {
        for (var i = 0; i < Capacity; i++)
        {
            hash.Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<OperatorCommand>(in _waiting[i])));
            hash.Add(_since[i]);
        }
    }

    private int FreePlace(long nowNanos)
    {
        for (var i = 0; i < Capacity; i++)
        {
            if (!IsWaiting(i, nowNanos))
            {
                return i;
            }
        }

        return -1;
    }

    private int Find(ulong key, long nowNanos)
    {
        for (var i = 0; i < Capacity; i++)
        {
            if (_waiting[i].IdempotencyKey == key && IsWaiting(i, nowNanos))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsWaiting(int place, long nowNanos) =>
        _waiting[place].IdempotencyKey != 0 && nowNanos - _since[place] <= WaitNanosMax;
}
