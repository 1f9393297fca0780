using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Commands;

/// <summary>
/// An operator's command with identity, reason, idempotency key and MAC. 192 bytes, little endian, part of the journal
/// format.
/// </summary>
/// <remarks>
/// <code>
///   0 action u8 | scope u8 | breaker u8 | 0 u8 | 0 u32
///   8 idempotencyKey u64
///  16 createdAt i64
///  24 mac 16 B
///  40 confirms u64
///  48 policy 16 B
///  64 operator 32 B
///  96 scopeName 32 B
/// 128 reason 64 B
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct OperatorCommand
{
    /// <summary>What is asked for.</summary>
    public CommandAction Action;

    /// <summary>The kind of scope.</summary>
    public ScopeKind Scope;

    /// <summary>The breaker to clear; None in other commands.</summary>
    public BreakerKind Breaker;

    private readonly byte _reserved;
    private readonly uint _reserved2;

    /// <summary>Two commands with the same key are one command; never 0.</summary>
    public ulong IdempotencyKey;

    /// <summary>When it was given: nanoseconds since the Unix epoch; information only.</summary>
    public long CreatedAtNanos;

    /// <summary>Proof that the operator's key was used.</summary>
    public CommandMac Mac;

    /// <summary>Idempotency key of the waiting command of another operator that this one confirms; 0 when it confirms none.</summary>
    public ulong Confirms;

    /// <summary>The policy to load; zero in other commands.</summary>
    public PolicyDigest Policy;

    private CommandName _operator;
    private CommandName _scopeName;
    private CommandText _reason;

    /// <summary>Who commands.</summary>
    public readonly string Operator => Read(_operator);

    /// <summary>The policy's name for the scope; empty for the global one.</summary>
    public readonly string ScopeName => Read(_scopeName);

    /// <summary>Why.</summary>
    public readonly string Reason => Read(_reason);

    /// <summary>True when an operator and a reason are named and the idempotency key is set.</summary>
    public readonly bool IsComplete => _operator[0] != 0 && _reason[0] != 0 && IdempotencyKey != 0;

    /// <summary>
    /// Builds a command. Throws <see cref="ArgumentException"/> when the operator (32 characters), the scope's name (32) or
    /// the reason (64) is too long, not printable ASCII or, but for the name of the global scope, empty, or the key is 0.
    /// </summary>
    public static OperatorCommand Create(
        CommandAction action,
        string operatorName,
        string reason,
        ulong idempotencyKey,
        ScopeKind scope = ScopeKind.Global,
        string scopeName = "")
    {
        ArgumentOutOfRangeException.ThrowIfZero(idempotencyKey);
        var command = new OperatorCommand
        {
            Action = action,
            Scope = scope,
            IdempotencyKey = idempotencyKey,
        };
        Write(operatorName, command._operator, nameof(operatorName));
        Write(reason, command._reason, nameof(reason));
        if (scope != ScopeKind.Global || scopeName.Length != 0)
        {
            Write(scopeName, command._scopeName, nameof(scopeName));
        }

        return command;
    }

    /// <summary>The same command naming the policy it loads. Sign afterwards.</summary>
    public readonly OperatorCommand Loading(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var loading = this;
        policy.Hash[..PolicyDigest.Length].CopyTo(loading.Policy);
        return loading;
    }

    /// <summary>The same command with the operator's MAC.</summary>
    public readonly OperatorCommand SignedWith(ReadOnlySpan<byte> operatorKey)
    {
        var signed = this;
        signed.Mac = signed.ComputeMac(operatorKey);
        return signed;
    }

    /// <summary>Whether the MAC was made with this key over exactly this command. Constant time.</summary>
    public readonly bool IsSignedWith(ReadOnlySpan<byte> operatorKey)
    {
        var expected = ComputeMac(operatorKey);
        var given = Mac;
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private readonly CommandMac ComputeMac(ReadOnlySpan<byte> key)
    {
        var unsigned = this;
        unsigned.Mac = default;
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> message = stackalloc byte[MacDomain.Length + Marshal.SizeOf<OperatorCommand>()];
        MacDomain.CopyTo(message);
        MemoryMarshal.Write(message[MacDomain.Length..], unsigned);
        HMACSHA256.HashData(key, message, full);
        var mac = default(CommandMac);
        full[..CommandMac.Length].CopyTo(mac);
        return mac;
    }

    private static ReadOnlySpan<byte> MacDomain => "ChronosX/cmd/v02"u8;

    /// <summary>Whether the scope is named so. Allocates nothing.</summary>
    internal readonly bool IsScopeNamed(string name) => Ascii.Equals(Trim(_scopeName), name);

    /// <summary>Whether the operator is named so. Allocates nothing.</summary>
    internal readonly bool IsOperatorNamed(string name) => Ascii.Equals(Trim(_operator), name);

    /// <summary>Whether it names exactly this policy.</summary>
    internal readonly bool IsPolicy(Policy policy) =>
        ((ReadOnlySpan<byte>)Policy).SequenceEqual(policy.Hash[..PolicyDigest.Length]);

    /// <summary>Whether the same operator gave both.</summary>
    internal readonly bool IsOfSameOperator(in OperatorCommand other) =>
        ((ReadOnlySpan<byte>)_operator).SequenceEqual(other._operator);

    /// <summary>Whether both ask for the same: action, scope, and what the action is about.</summary>
    internal readonly bool AsksTheSameAs(in OperatorCommand other) =>
        Action == other.Action
        && Breaker == other.Breaker
        && IsForSameScope(in other)
        && ((ReadOnlySpan<byte>)Policy).SequenceEqual(other.Policy);

    internal readonly bool IsForSameScope(in OperatorCommand other) =>
        Scope == other.Scope && ((ReadOnlySpan<byte>)_scopeName).SequenceEqual(other._scopeName);

    private static string Read(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(Trim(text));

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private static void Write(string text, Span<byte> destination, string name)
    {
        if (text.Length == 0 || text.Length > destination.Length || text.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw new ArgumentException($"must be 1 to {destination.Length} printable ASCII characters", name);
        }

        Encoding.ASCII.GetBytes(text, destination);
    }
}
