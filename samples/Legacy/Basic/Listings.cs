namespace Legacy
{
    internal sealed class Listing
    {
        internal Listing(string name, string text, bool fails = false)
        {
            Fails = fails;
            Name = name;
            Text = text;
        }

        internal string Name { get; }

        internal string Text { get; }

        /// <summary>Gets whether it ends in an error, and is meant to.</summary>
        internal bool Fails { get; }
    }

    /// <summary>The programs that come with the machine.</summary>
    internal static class Listings
    {
        internal static readonly Listing[] All =
        {
            new Listing("primes", """
                10 REM SIEVE OF ERATOSTHENES
                20 N=120
                30 DIM S(120)
                40 FOR I=2 TO N
                50 IF S(I)<>0 THEN 90
                60 PRINT I;" ";
                65 IF I*2>N THEN 90
                70 FOR J=I*2 TO N STEP I
                80 S(J)=1:NEXT J
                90 NEXT I
                100 PRINT
                110 END
                """),
            new Listing("sort", """
                10 DIM A(20)
                20 RANDOMIZE 7
                30 FOR I=1 TO 20:A(I)=INT(RND(1)*90)+10:NEXT I
                40 GOSUB 200
                50 FOR I=1 TO 19
                60 FOR J=1 TO 20-I
                70 IF A(J)<=A(J+1) THEN 90
                80 T=A(J):A(J)=A(J+1):A(J+1)=T:C=C+1
                90 NEXT J
                100 NEXT I
                110 GOSUB 200
                120 PRINT C;" EXCHANGES"
                130 END
                200 FOR K=1 TO 20:PRINT A(K);" ";:NEXT K
                210 PRINT
                220 RETURN
                """),
            new Listing("hanoi", """
                10 REM TOWERS, WITHOUT RECURSION
                20 DIM N(40),F(40),T(40),V(40)
                30 P=1:N(1)=4:F(1)=1:T(1)=3:V(1)=2
                40 IF P=0 THEN 200
                50 N=N(P):F=F(P):T=T(P):V=V(P):P=P-1
                60 IF N>1 THEN 100
                70 M=M+1:PRINT M;": ";F;" TO ";T,
                80 IF M MOD 5=0 THEN PRINT
                90 GOTO 40
                100 P=P+1:N(P)=N-1:F(P)=V:T(P)=T:V(P)=F
                110 P=P+1:N(P)=1:F(P)=F:T(P)=T:V(P)=V
                120 P=P+1:N(P)=N-1:F(P)=F:T(P)=V:V(P)=T
                130 GOTO 40
                200 PRINT
                210 PRINT M;" MOVES"
                """),
            new Listing("plot", """
                10 CLS
                20 FOR X=0 TO 39
                30 Y=INT(7.5-7*SIN(X/39*2*PI))
                40 PLOT X,Y
                50 NEXT X
                60 HLIN 0,39,15
                70 SHOW
                80 PRINT "POINT ";POINT(15*40);" ";POINT(3)
                """),
            new Listing("mandel", """
                10 FOR Y=0 TO 11
                20 L$=""
                30 FOR X=0 TO 38
                40 A=X/13-2.2:B=Y/5-1.1:C=A:D=B:K=0
                50 E=C*C-D*D+A:D=2*C*D+B:C=E:K=K+1
                60 IF K<20 AND C*C+D*D<4 THEN 50
                70 IF K=20 THEN L$=L$+"#" ELSE L$=L$+MID$(" .:-=+*",K MOD 7+1,1)
                80 NEXT X
                90 PRINT L$
                100 NEXT Y
                """),
            new Listing("life", """
                10 DIM A(8,16),B(8,16)
                20 FOR I=1 TO 5:READ R,C:A(R,C)=1:NEXT I
                30 FOR G=1 TO 4
                40 PRINT "GENERATION ";G
                50 FOR R=1 TO 5
                60 L$=""
                70 FOR C=1 TO 14
                80 IF A(R,C)=1 THEN L$=L$+"O" ELSE L$=L$+"."
                90 S=A(R-1,C-1)+A(R-1,C)+A(R-1,C+1)+A(R,C-1)+A(R,C+1)+A(R+1,C-1)+A(R+1,C)+A(R+1,C+1)
                100 B(R,C)=0
                110 IF S=3 OR S=2 AND A(R,C)=1 THEN B(R,C)=1
                120 NEXT C
                130 PRINT L$
                140 NEXT R
                150 FOR R=1 TO 5:FOR C=1 TO 14:A(R,C)=B(R,C):NEXT C:NEXT R
                160 NEXT G
                170 DATA 1,3,2,4,3,2,3,3,3,4
                """),
            new Listing("words", """
                10 READ W$
                20 IF W$="END" THEN 100
                30 R$=""
                40 FOR I=LEN(W$) TO 1 STEP -1
                50 R$=R$+MID$(W$,I,1)
                60 NEXT I
                70 PRINT W$;TAB(12);R$;TAB(24);LEFT$(W$,2);RIGHT$(W$,2);" ";ASC(W$)
                80 IF W$=R$ THEN P=P+1
                90 GOTO 10
                100 PRINT P;" PALINDROMES"
                110 DATA "LEVEL","SYNTAX","RADAR","JIFFY","NOON","END"
                """),
            new Listing("guess", """
                10 RANDOMIZE 42
                20 N=RND(100)+1:L=1:H=100:T=0
                30 G=INT((L+H)/2):T=T+1
                40 ON SGN(G-N)+2 GOTO 50,80,70
                50 PRINT G;" IS LOW":L=G+1:GOTO 30
                70 PRINT G;" IS HIGH":H=G-1:GOTO 30
                80 PRINT G;" IT IS, IN ";T
                """),
            new Listing("memory", """
                10 FOR I=0 TO 99:POKE I,I*I MOD 251:NEXT I
                20 FOR I=0 TO 99:S=S+PEEK(I):NEXT I
                30 PRINT "SUM ";S;" AT ";TI
                40 POKE 2000,1
                """, fails: true),
            new Listing("disk", """
                10 X=X+1:PRINT "RUN ";X
                20 SAVE "FIRST"
                30 LOAD "FIRST"
                40 PLAY "CDE>C<B"
                50 A=3:B=4:SWAP A,B:PRINT A;B
                60 LOAD "SECOND"
                """, fails: true),
            new Listing("errors", """
                10 ON 2 GOSUB 100,200
                20 TRACE 1
                30 PRINT "BACK"
                40 TRACE 0
                50 A$="X":PRINT A$+"Y",VAL("12")/5,CHR$(65)
                60 PRINT 1/0
                100 PRINT "FIRST":RETURN
                200 PRINT "SECOND":RETURN
                """, fails: true),
            new Listing("dump", """
                10 FOR I=1 TO 3:GOSUB 100:NEXT I
                20 DUMP
                30 END
                100 IF NOT I=2 THEN PRINT I;" ";STR$(I/4);" ";2^I ELSE PRINT "TWO"
                110 RETURN
                """),
        };
    }
}
