using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Routing;

public class SealVerifierTests
{
    [Fact]
    public void PassesAnOrderOnce()
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);

        Assert.Equal(ReasonCode.None, Verify(verifier, order, f.Now));
        Assert.Equal(ReasonCode.SealSpent, Verify(verifier, order, f.Now));
    }

    [Fact]
    public void RefusesAnOlderOrderAfterANewerOne()
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var older = Sealed(f);
        var newer = Sealed(f);

        Assert.Equal(ReasonCode.None, Verify(verifier, newer, f.Now));
        Assert.Equal(ReasonCode.SealSpent, Verify(verifier, older, f.Now));
    }

    [Fact]
    public void HoldsNoPaddingSoEveryByteIsBound() => Assert.Equal(112, Unsafe.SizeOf<SealedOrder>());

    [Fact]
    public void RefusesEveryOtherValueOfEveryByteOfTheOrder()
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);
        for (var at = 0; at < Unsafe.SizeOf<SealedOrder>(); at++)
        {
            for (var change = 1; change <= byte.MaxValue; change++)
            {
                var forged = order;
                MemoryMarshal.AsBytes(new Span<SealedOrder>(ref forged))[at] ^= (byte)change;
                var reason = Verify(verifier, forged, f.Now);

                // The strategy is bound by the digest of scopes, so another one looks like another epoch.
                Assert.True(
                    reason is ReasonCode.SealMismatch or ReasonCode.SealKeyUnknown or ReasonCode.SealMessage or ReasonCode.SealEpoch,
                    $"byte {at} ^ {change}: {reason}");
            }
        }

        Assert.Equal(ReasonCode.None, Verify(verifier, order, f.Now));
    }

    [Fact]
    public void RefusesEveryOtherValueOfEveryByteOfTheMessage()
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);
        var message = new byte[PaperMessage.Bytes];
        PaperMessage.Write(in order, message);
        for (var at = 0; at < message.Length; at++)
        {
            for (var change = 1; change <= byte.MaxValue; change++)
            {
                message[at] ^= (byte)change;
                var reason = PaperMessage.TryRead(message, out var terms) ? verifier.Verify(in order, in terms, f.Now) : ReasonCode.SealMessage;
                message[at] ^= (byte)change;
                Assert.True(reason is ReasonCode.SealMismatch or ReasonCode.SealMessage, $"byte {at} ^ {change}: {reason}");
            }
        }
    }

    [Theory]
    [InlineData(-1, ReasonCode.None)]
    [InlineData(0, ReasonCode.None)]
    [InlineData(1, ReasonCode.SealExpired)]
    public void RefusesAfterTheExpiry(long nanosPast, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);

        Assert.Equal(expected, Verify(verifier, Sealed(f), f.Now + 500 * PipelineFixture.Milli + nanosPast));
    }

    [Fact]
    public void TakesTheProposalsOwnExpiryWhereItIsSooner()
    {
        using var f = new PipelineFixture();

        f.Propose(f.Buy() with { ExpiresAtNanos = f.Now + 10 });

        Assert.Equal(f.Now + 10, f.Outbound.Orders[^1].ExpiresAtNanos);
    }

    [Theory]
    [InlineData(ScopeKind.Global, "", CommandAction.Halt)]
    [InlineData(ScopeKind.Global, "", CommandAction.Kill)]
    [InlineData(ScopeKind.Venue, "paper", CommandAction.Halt)]
    [InlineData(ScopeKind.Strategy, "alpha", CommandAction.Halt)]
    [InlineData(ScopeKind.Instrument, "AAA", CommandAction.Halt)]
    public void RefusesAfterAHaltOfAnyOfItsScopesForGood(ScopeKind scope, string name, CommandAction action)
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);
        f.Command(action, scope, name);
        Assert.Equal(ReasonCode.SealEpoch, Verify(verifier, order, f.Now));

        f.Command(CommandAction.Arm, scope, name);
        Assert.Equal(ReasonCode.SealEpoch, Verify(verifier, order, f.Now));
    }

    [Theory]
    [InlineData(ScopeKind.Strategy, "beta", CommandAction.Halt)]
    [InlineData(ScopeKind.Instrument, "BBB", CommandAction.Kill)]
    [InlineData(ScopeKind.Global, "", CommandAction.Reduce)]
    public void SurvivesWhatDoesNotHaltItsScopes(ScopeKind scope, string name, CommandAction action)
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);
        f.Command(action, scope, name);

        Assert.Equal(ReasonCode.None, Verify(verifier, order, f.Now));
    }

    [Fact]
    public void RefusesASealOfARetiredPolicyAndOfARunBefore()
    {
        using var f = new PipelineFixture();
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var order = Sealed(f);
        f.Load(new TestPolicy { Version = 2 }.Build());
        Assert.Equal(ReasonCode.SealEpoch, Verify(verifier, order, f.Now));

        var later = Sealed(f);
        f.StartRun();
        Assert.Equal(ReasonCode.SealEpoch, Verify(verifier, later, f.Now));
    }

    [Fact]
    public void RefusesAForeignKeyUnderTheSameOrAnotherId()
    {
        using var f = new PipelineFixture();
        var order = Sealed(f);
        using var same = new KeyRing(new SealKey(1, SHA256.HashData("foreign"u8)));
        using var other = new KeyRing(new SealKey(9, SHA256.HashData("seal"u8)));
        using var sameVerifier = new SealVerifier(same, f.Scope);
        using var otherVerifier = new SealVerifier(other, f.Scope);

        Assert.Equal(ReasonCode.SealMismatch, Verify(sameVerifier, order, f.Now));
        Assert.Equal(ReasonCode.SealKeyUnknown, Verify(otherVerifier, order, f.Now));
    }

    [Fact]
    public void AcceptsTheSecondKeyDuringARotation()
    {
        using var f = new PipelineFixture();
        using var rotated = new KeyRing(new SealKey(2, SHA256.HashData("next"u8)), new SealKey(1, SHA256.HashData("seal"u8)));
        using var verifier = new SealVerifier(rotated, f.Scope);

        Assert.Equal(ReasonCode.None, Verify(verifier, Sealed(f), f.Now));
    }

    [Fact]
    public void OnlyTheEngineMakesAVerifiedOrderAndAVenueTakesNothingElse()
    {
        Assert.Empty(typeof(VerifiedOrder).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.True(typeof(VerifiedOrder).IsByRefLike);
        var send = typeof(IVenue).GetMethod(nameof(IVenue.Send))!.GetParameters();
        Assert.Equal([typeof(VerifiedOrder).MakeByRefType(), typeof(IVenueReports)], send.Select(p => p.ParameterType));
        var makers = typeof(IVenue).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.ReturnType == typeof(VerifiedOrder));
        Assert.Empty(makers);
    }

    /// <summary>As the venue thread does: the message is built from the order, read back, and verified.</summary>
    private static ReasonCode Verify(SealVerifier verifier, SealedOrder order, long now)
    {
        Span<byte> message = stackalloc byte[PaperMessage.Bytes];
        PaperMessage.Write(in order, message);
        return PaperMessage.TryRead(message, out var terms) ? verifier.Verify(in order, in terms, now) : ReasonCode.SealMessage;
    }

    private static SealedOrder Sealed(PipelineFixture f)
    {
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy()).Decision.Verdict);
        return f.Outbound.Orders[^1];
    }
}
