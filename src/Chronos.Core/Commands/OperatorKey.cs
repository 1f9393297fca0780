using System.Buffers.Binary;
using System.Security.Cryptography;
using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>An operator's name and the secret that proves commands are theirs.</summary>
public sealed class OperatorKey
{
    /// <summary>Bytes a new secret has.</summary>
    public const int SecretBytes = 32;

    private readonly byte[] _secret;

    /// <summary>From a secret of at least 32 bytes; throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public OperatorKey(string name, ReadOnlySpan<byte> secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (secret.Length < SecretBytes)
        {
            throw new ArgumentException($"an operator's secret has at least {SecretBytes} bytes", nameof(secret));
        }

        Name = name;
        _secret = secret.ToArray();
    }

    /// <summary>Who.</summary>
    public string Name { get; }

    /// <summary>The secret, for <see cref="ChronosOptions.Operators"/>.</summary>
    public ReadOnlyMemory<byte> Secret => _secret;

    /// <summary>A new random key.</summary>
    public static OperatorKey New(string name) => new(name, RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A command of this operator with a fresh idempotency key and its MAC; send the same value again to retry it.</summary>
    public OperatorCommand Command(
        CommandAction action, string reason, ScopeKind scope = ScopeKind.Global, string scopeName = "")
    {
        Span<byte> random = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(random);
        var idempotencyKey = Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(random));
        return OperatorCommand.Create(action, Name, reason, idempotencyKey, scope, scopeName).SignedWith(_secret);
    }

    /// <summary>The name alone; never the secret.</summary>
    public override string ToString() => Name;
}
